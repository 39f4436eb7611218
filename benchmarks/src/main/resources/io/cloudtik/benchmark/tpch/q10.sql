-- Customers who sent back most in one quarter.
SELECT c_custkey, c_name, sum(l_extendedprice * (1 - l_discount)) AS lost, c_acctbal, n_name,
       c_address, c_phone, c_comment
FROM orders
JOIN lineitem ON l_orderkey = o_orderkey AND l_returnflag = 'R'
JOIN customer ON c_custkey = o_custkey
JOIN nation ON n_nationkey = c_nationkey
WHERE o_orderdate >= DATE'1993-10-01' AND o_orderdate < DATE'1994-01-01'
GROUP BY c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment
ORDER BY lost DESC, c_custkey
LIMIT 20
