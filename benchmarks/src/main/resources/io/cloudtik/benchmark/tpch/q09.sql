-- Profit on parts with a colour in their name, by country and year.
SELECT n_name, year(o_orderdate) AS in_year,
       sum(l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity) AS profit
FROM lineitem
JOIN part ON p_partkey = l_partkey AND p_name LIKE '%olive%'
JOIN partsupp ON ps_partkey = l_partkey AND ps_suppkey = l_suppkey
JOIN supplier ON s_suppkey = l_suppkey
JOIN nation ON n_nationkey = s_nationkey
JOIN orders ON o_orderkey = l_orderkey
GROUP BY n_name, in_year
ORDER BY n_name, in_year DESC
