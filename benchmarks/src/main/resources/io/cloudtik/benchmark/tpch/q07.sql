-- Trade between two countries by year.
WITH trade AS (
  SELECT seller.n_name AS from_nation, buyer.n_name AS to_nation, year(l_shipdate) AS in_year,
         l_extendedprice * (1 - l_discount) AS volume
  FROM lineitem
  JOIN supplier ON s_suppkey = l_suppkey
  JOIN nation seller ON seller.n_nationkey = s_nationkey
  JOIN orders ON o_orderkey = l_orderkey
  JOIN customer ON c_custkey = o_custkey
  JOIN nation buyer ON buyer.n_nationkey = c_nationkey
  WHERE l_shipdate BETWEEN DATE'1995-01-01' AND DATE'1996-12-31'
    AND (seller.n_name, buyer.n_name) IN (('FRANCE', 'GERMANY'), ('GERMANY', 'FRANCE')))
SELECT from_nation, to_nation, in_year, sum(volume) AS revenue
FROM trade GROUP BY ALL ORDER BY ALL
