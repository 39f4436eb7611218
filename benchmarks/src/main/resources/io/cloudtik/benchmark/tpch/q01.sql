-- Billing report: what was shipped until late 1998, by flag and status.
SELECT l_returnflag, l_linestatus,
       sum(l_quantity) AS quantity,
       sum(l_extendedprice) AS list_price,
       sum(l_extendedprice * (1 - l_discount)) AS net_price,
       sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS gross_price,
       avg(l_quantity) AS mean_quantity,
       avg(l_extendedprice) AS mean_price,
       avg(l_discount) AS mean_discount,
       count(*) AS lines
FROM lineitem
WHERE l_shipdate <= DATE'1998-09-02'
GROUP BY ALL
ORDER BY 1, 2
