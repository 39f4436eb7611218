-- The share of promoted parts in a month's revenue.
SELECT 100 * sum(if(p_type LIKE 'PROMO%', l_extendedprice * (1 - l_discount), 0))
         / sum(l_extendedprice * (1 - l_discount)) AS promoted_percent
FROM lineitem
JOIN part ON p_partkey = l_partkey
WHERE l_shipdate >= DATE'1995-09-01' AND l_shipdate < DATE'1995-10-01'
