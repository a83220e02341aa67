-- How names from different exports are compared: lower case, one blank between words, no marks that systems add.
create or replace macro person_key(name) as nullif(trim(lower(regexp_replace(regexp_replace(regexp_replace(
    name,
    '\s*\((deactivated user|deactivated|inactive)\)\s*$', '', 'i'),
    '^\s*([^,]+),\s*(\S+)\s*$', '\2 \1'),
    '\s+', ' ', 'g'))), '');
create or replace macro company_key(name) as nullif(trim(regexp_replace(regexp_replace(regexp_replace(
    replace(lower(name), '&', ' and '),
    '[^a-z0-9\x{c0}-\x{ffff}]+', ' ', 'g'),
    '( (inc|incorporated|llc|ltd|limited|gmbh|corp|corporation|co|company|plc|sa|ag|bv))+\s*$', '', ''),
    '\s+', ' ', 'g')), '');

-- What is still open on a document at the end of a day. received is the sum of its payments by then (empty where the export has no
-- payments); a document paid in full after the day was open in full on it; otherwise the export's own open amount stands.
-- least and greatest pass over empty values, hence the conditions.
create or replace macro balance_on(day, total, paid, balance, paid_on, received) as case
    when received is not null and total is not null then greatest(total - received, 0)
    when paid_on <= day then cast(0 as decimal(18, 2))
    when paid_on > day then total
    when balance is not null then balance
    when paid is not null and total is not null then greatest(total - paid, 0)
end;

-- The value of one unit of a document's currency in the reporting currency; empty where nothing gives a rate. A rate in the settings
-- comes first, then the document's own, which counts units for one of its ledger's currency.
create or replace macro unit_value(currency, reporting, setting_rate, document_rate, ledger_currency) as case
    when currency is null or currency = reporting then 1.0
    when setting_rate is not null then cast(setting_rate as double)
    when ledger_currency = reporting then 1.0 / nullif(cast(document_rate as double), 0)
end;
create or replace macro cents(amount) as cast(round(amount, 2) as decimal(18, 2));

create or replace macro add_days(day, days) as day + cast(days as integer);
create or replace macro add_months(day, months) as cast(day + to_months(cast(months as integer)) as date);
create or replace macro month_of(day) as cast(date_trunc('month', day) as date);
