-- Orders of a quarter of which some line came late, by priority.
SELECT o_orderpriority, count(*) AS late_orders
FROM orders
WHERE o_orderdate >= DATE'1993-07-01' AND o_orderdate < DATE'1993-10-01'
  AND EXISTS (SELECT 1 FROM lineitem WHERE l_orderkey = o_orderkey AND l_receiptdate > l_commitdate)
GROUP BY o_orderpriority
ORDER BY o_orderpriority
