-- What is lost if small orders of a kind of part are no longer taken.
SELECT sum(l_extendedprice) / 7.0 AS yearly
FROM lineitem
JOIN part ON p_partkey = l_partkey
WHERE p_brand = 'Brand#23' AND p_container = 'MED BOX'
  AND l_quantity < (SELECT 0.2 * avg(own.l_quantity) FROM lineitem own WHERE own.l_partkey = p_partkey)
