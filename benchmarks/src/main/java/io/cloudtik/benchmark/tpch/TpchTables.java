/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark.tpch;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the eight tables as Parquet. Every value is a hash of the row's key and the column's name,
 * so that the same scale always gives the same rows, in whatever order they are made.
 */
final class TpchTables {
  static final String[] NAMES = {
    "region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"
  };

  private static final String WORDS =
      "'amber','birch','cedar','dusk','ember','forest','grain','harbor','ivory','jade','khaki',"
          + "'lemon','maple','navy','olive','pearl','quartz','rose','slate','teal','umber','violet'";
  private static final String COMMENT_WORDS =
      "'swift','silent','bold','final','regular','special','packages','requests','deposits',"
          + "'accounts','ideas','along','above','until','against','complaints','customer'";

  private final SparkSession spark;
  private final Path directory;
  private final double scale;

  TpchTables(SparkSession spark, Path directory, double scale) {
    this.spark = spark;
    this.directory = directory;
    this.scale = scale;
  }

  void make() {
    long suppliers = rows(10_000);
    long parts = rows(200_000);
    long customers = rows(150_000);
    save("region", "SELECT id AS r_regionkey, " + pick("id", REGIONS) + " AS r_name", 5, 1);
    save(
        "nation",
        "SELECT id AS n_nationkey, %s AS n_name, id %% 5 AS n_regionkey"
            .formatted(pick("id", NATIONS)),
        25,
        1);
    save("supplier", supplier(), suppliers, 1);
    save("customer", customer(), customers, 2);
    save("part", part(), parts, 2);
    save("partsupp", partsupp(suppliers), parts * 4, 2);
    save("orders", orders(customers), rows(1_500_000), 2);
    lineitem(parts, suppliers);
  }

  private static final String REGIONS = "'AFRICA','AMERICA','ASIA','EUROPE','MIDDLE EAST'";
  private static final String NATIONS =
      "'KENYA','BRAZIL','INDIA','FRANCE','EGYPT','MALI','CANADA','CHINA','GERMANY','IRAN','GHANA',"
          + "'PERU','JAPAN','SPAIN','IRAQ','TOGO','CHILE','NEPAL','ITALY','JORDAN','CHAD','CUBA',"
          + "'VIETNAM','NORWAY','OMAN'";

  private long rows(long atScaleOne) {
    return Math.max(100, Math.round(atScaleOne * scale));
  }

  private void save(String table, String select, long rows, int files) {
    spark
        .sql(select + " FROM range(0, " + rows + ", 1, " + files + ")")
        .write()
        .mode("overwrite")
        .parquet(directory.resolve(table).toUri().toString());
  }

  private static String supplier() {
    return "SELECT id AS s_suppkey, concat('Supplier#', id) AS s_name, "
        + words("id", "s_address", WORDS, 2)
        + " AS s_address, "
        + below("id", "s_nation", 25)
        + " AS s_nationkey, "
        + phone(below("id", "s_nation", 25))
        + " AS s_phone, "
        + money("id", "s_acctbal", -99_999, 999_999)
        + " AS s_acctbal, "
        + words("id", "s_comment", COMMENT_WORDS, 6)
        + " AS s_comment";
  }

  private static String customer() {
    return "SELECT id AS c_custkey, concat('Customer#', id) AS c_name, "
        + words("id", "c_address", WORDS, 2)
        + " AS c_address, "
        + below("id", "c_nation", 25)
        + " AS c_nationkey, "
        + phone(below("id", "c_nation", 25))
        + " AS c_phone, "
        + money("id", "c_acctbal", -99_999, 999_999)
        + " AS c_acctbal, "
        + any("id", "c_seg", "'AUTOMOBILE','BUILDING','FURNITURE','HOUSEHOLD','MACHINERY'")
        + " AS c_mktsegment, "
        + words("id", "c_comment", COMMENT_WORDS, 8)
        + " AS c_comment";
  }

  private static String part() {
    return "SELECT id AS p_partkey, "
        + words("id", "p_name", WORDS, 4)
        + " AS p_name, concat('Maker#', 1 + "
        + below("id", "p_brand", 5)
        + ") AS p_mfgr, concat('Brand#', 1 + "
        + below("id", "p_brand", 5)
        + ", 1 + "
        + below("id", "p_brand2", 5)
        + ") AS p_brand, concat_ws(' ', "
        + any("id", "p_type1", "'STANDARD','SMALL','MEDIUM','LARGE','ECONOMY','PROMO'")
        + ", "
        + any("id", "p_type2", "'ANODIZED','BURNISHED','PLATED','POLISHED','BRUSHED'")
        + ", "
        + any("id", "p_type3", "'TIN','NICKEL','BRASS','STEEL','COPPER'")
        + ") AS p_type, CAST(1 + "
        + below("id", "p_size", 50)
        + " AS INT) AS p_size, concat_ws(' ', "
        + any("id", "p_cont1", "'SM','LG','MED','JUMBO','WRAP'")
        + ", "
        + any("id", "p_cont2", "'CASE','BOX','BAG','JAR','PKG','PACK','CAN','DRUM'")
        + ") AS p_container, "
        + price("id")
        + " AS p_retailprice";
  }

  private static String partsupp(long suppliers) {
    return "SELECT id div 4 AS ps_partkey, "
        + supplierOf("id div 4", "id % 4", suppliers)
        + " AS ps_suppkey, CAST(1 + "
        + below("id", "ps_qty", 9_999)
        + " AS INT) AS ps_availqty, "
        + money("id", "ps_cost", 100, 100_000)
        + " AS ps_supplycost, "
        + words("id", "ps_comment", COMMENT_WORDS, 10)
        + " AS ps_comment";
  }

  private static String orders(long customers) {
    // A third of the customers never orders.
    String customer = below("id", "o_cust", customers / 3 * 2);
    return "SELECT id AS o_orderkey, (%s) div 2 * 3 + (%s) %% 2 AS o_custkey, "
            .formatted(customer, customer)
        + any("id", "o_status", "'F','O','P'")
        + " AS o_orderstatus, "
        + money("id", "o_total", 100_000, 40_000_000)
        + " AS o_totalprice, date_add(DATE'1992-01-01', CAST("
        + below("id", "o_date", 2_406)
        + " AS INT)) AS o_orderdate, "
        + any("id", "o_prio", "'1-URGENT','2-HIGH','3-MEDIUM','4-NOT SPECIFIED','5-LOW'")
        + " AS o_orderpriority, concat('Clerk#', "
        + below("id", "o_clerk", 1_000)
        + ") AS o_clerk, 0 AS o_shippriority, "
        + words("id", "o_comment", COMMENT_WORDS, 6)
        + " AS o_comment";
  }

  private void lineitem(long parts, long suppliers) {
    spark
        .read()
        .parquet(directory.resolve("orders").toUri().toString())
        .createOrReplaceTempView("orders_made");
    String lines =
        "SELECT o_orderkey, o_orderdate, line, o_orderkey * 8 + line AS id FROM orders_made"
            + " LATERAL VIEW explode(sequence(1, CAST(1 + "
            + below("o_orderkey", "lines", 7)
            + " AS INT))) AS line";
    String partKey = below("id", "l_part", parts);
    String quantity = "CAST(1 + " + below("id", "l_qty", 50) + " AS DECIMAL(15,2))";
    String drawn =
        "SELECT *, "
            + partKey
            + " AS part, "
            + quantity
            + " AS quantity, date_add(o_orderdate, CAST(1 + "
            + below("id", "l_ship", 121)
            + " AS INT)) AS shipped FROM ("
            + lines
            + ")";
    String select =
        "SELECT o_orderkey AS l_orderkey, part AS l_partkey, "
            + supplierOf("part", below("id", "l_supp", 4), suppliers)
            + " AS l_suppkey, line AS l_linenumber, quantity AS l_quantity,"
            + " CAST(quantity * "
            + price("part")
            + " AS DECIMAL(15,2)) AS l_extendedprice, CAST("
            + below("id", "l_disc", 11)
            + " / 100 AS DECIMAL(15,2)) AS l_discount, CAST("
            + below("id", "l_tax", 9)
            + " / 100 AS DECIMAL(15,2)) AS l_tax, CASE WHEN shipped > DATE'1995-06-01' THEN 'N' ELSE "
            + any("id", "l_flag", "'R','A'")
            + " END AS l_returnflag,"
            + " CASE WHEN shipped > DATE'1995-06-17' THEN 'O' ELSE 'F' END AS l_linestatus,"
            + " shipped AS l_shipdate, date_add(o_orderdate, CAST(30 + "
            + below("id", "l_commit", 61)
            + " AS INT)) AS l_commitdate, date_add(shipped, CAST(1 + "
            + below("id", "l_receipt", 30)
            + " AS INT)) AS l_receiptdate, "
            + any("id", "l_instr", "'DELIVER IN PERSON','COLLECT COD','NONE','TAKE BACK RETURN'")
            + " AS l_shipinstruct, "
            + any("id", "l_mode", "'REG AIR','AIR','RAIL','SHIP','TRUCK','MAIL','FOB'")
            + " AS l_shipmode, "
            + words("id", "l_comment", COMMENT_WORDS, 4)
            + " AS l_comment FROM ("
            + drawn
            + ")";
    spark
        .sql(select)
        .coalesce(2)
        .write()
        .mode("overwrite")
        .parquet(directory.resolve("lineitem").toUri().toString());
  }

  /** Each part has four suppliers, spread over all of them. */
  private static String supplierOf(String part, String number, long suppliers) {
    return "pmod((%s) + (%s) * %d + (%s) div %d, %d)"
        .formatted(part, number, suppliers / 4 + 1, part, suppliers, suppliers);
  }

  private static String price(String part) {
    return "CAST(900 + pmod(%s, 1000) / 10 + pmod(%s, 777) AS DECIMAL(15,2))".formatted(part, part);
  }

  private static String phone(String nation) {
    return "concat(10 + %s, '-', 100 + %s, '-', 1000 + %s)"
        .formatted(nation, below("id", "phone1", 900), below("id", "phone2", 9_000));
  }

  private static String money(String key, String column, long leastCents, long mostCents) {
    return "CAST((%d + %s) / 100 AS DECIMAL(15,2))"
        .formatted(leastCents, below(key, column, mostCents - leastCents));
  }

  private static String words(String key, String column, String words, int count) {
    StringBuilder text = new StringBuilder("concat_ws(' '");
    for (int i = 0; i < count; i++) {
      text.append(", ").append(any(key, column + i, words));
    }
    return text.append(")").toString();
  }

  private static String any(String key, String column, String words) {
    return pick(below(key, column, words.split(",").length), words);
  }

  private static String pick(String number, String words) {
    return "element_at(array(" + words + "), 1 + CAST(" + number + " AS INT))";
  }

  /** A number from 0 on that depends on key and column only. */
  private static String below(String key, String column, long bound) {
    return "pmod(xxhash64(%s, '%s'), %d)".formatted(key, column, bound);
  }
}
