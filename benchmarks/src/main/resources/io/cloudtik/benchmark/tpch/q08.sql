-- The share of one country in a region's market for one kind of part.
SELECT year(o_orderdate) AS in_year,
       sum(if(seller.n_name = 'BRAZIL', l_extendedprice * (1 - l_discount), 0))
         / sum(l_extendedprice * (1 - l_discount)) AS market_share
FROM part
JOIN lineitem ON l_partkey = p_partkey
JOIN supplier ON s_suppkey = l_suppkey
JOIN nation seller ON seller.n_nationkey = s_nationkey
JOIN orders ON o_orderkey = l_orderkey
JOIN customer ON c_custkey = o_custkey
JOIN nation buyer ON buyer.n_nationkey = c_nationkey
JOIN region ON r_regionkey = buyer.n_regionkey
WHERE r_name = 'AMERICA' AND p_type = 'ECONOMY ANODIZED STEEL'
  AND o_orderdate BETWEEN DATE'1995-01-01' AND DATE'1996-12-31'
GROUP BY in_year
ORDER BY in_year
