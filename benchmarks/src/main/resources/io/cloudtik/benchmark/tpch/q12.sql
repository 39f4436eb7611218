-- Whether cheap ways of shipping make important orders late.
SELECT l_shipmode,
       count_if(o_orderpriority IN ('1-URGENT', '2-HIGH')) AS important,
       count_if(o_orderpriority NOT IN ('1-URGENT', '2-HIGH')) AS others
FROM lineitem
JOIN orders ON o_orderkey = l_orderkey
WHERE l_shipmode IN ('MAIL', 'SHIP') AND year(l_receiptdate) = 1994
  AND l_shipdate < l_commitdate AND l_commitdate < l_receiptdate
GROUP BY l_shipmode
ORDER BY l_shipmode
