-- How names from different exports are compared. This is the only place where names are made normal.
-- Wide letters of East Asian keyboards become ordinary ones, and letters with a separate accent become one letter.
create or replace macro ordinary_letters(name) as nfc_normalize(case
    when regexp_matches(name, '[\x{ff01}-\x{ff5e}]') then translate(
        name,
        '＆（），．－＿＠＃０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
        '&(),.-_@#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
    )
    else name
end);

-- A person's name as people write it: first name first, one blank between words, no marks that systems add.
create or replace macro is_deactivated(name) as coalesce(
    regexp_matches(ordinary_letters(name), '\((deactivated user|deactivated|inactive)\)[\s\pZ]*$', 'i'), false);
create or replace macro person_name(name) as nullif(trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    ordinary_letters(name),
    '[\s\pZ]+', ' ', 'g'),
    '( ?\((deactivated user|deactivated|inactive)\))+ ?$', '', 'i'),
    '^[ #]+', ''),
    '^([^,@]+), ?((jr|sr|ii|iii|iv|phd|md|mba|esq)\.?)$', '\1 \2', 'i'),
    '^([^,@]+), ?([^,@]+)$', '\2 \1')), '');
create or replace macro person_key(name) as lower(person_name(name));

-- The words of a company's name: lower case, without accents, apostrophes and the dots of initials, "and" for "&".
create or replace macro company_words(name) as nullif(trim(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(
        strip_accents(lower(ordinary_letters(name))),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'ø', 'o'), 'ł', 'l'), '&', ' and '),
    '[''’‘`´]+', '', 'g'),
    '\b([a-z])\.', '\1', 'g'),
    '[^\pL\pN]+', ' ', 'g')), '');
-- The same without the legal form at its end; a name that is nothing but a legal form stays as it is.
create or replace macro without_legal_form(words) as regexp_replace(words,
    '( (?:and )?(?:inc|incorporated|l ?l ?c|pllc|ltd|limited|private limited|proprietary limited|unlimited|l ?l ?p|l ?p|lllp'
    || '|p ?l ?c|corp|corporation|co|company|pty|pte|pvt|cic|dac|ulc|g ?m ?b ?h|mbh|gesmbh|a ?g|k ?g|k ?g ?a ?a|o ?h ?g|e ?k|e ?v|u ?g'
    || '|haftungsbeschrankt|s ?e|s ?a|s ?a ?s|s ?a ?s ?u|s ?a ?r ?l|e ?u ?r ?l|s ?n ?c|s ?r ?l|s ?p ?a|s ?l|s ?l ?u|s ?a ?u|s ?c|b ?v|n ?v|v ?o ?f|c ?v'
    || '|a ?b|a ?s|a ?s ?a|a ?p ?s|i ?v ?s|o ?y|o ?y ?j|e ?h ?f|sp z ?o ?o|sp ?k|s ?r ?o|d ?o ?o|k ?f ?t|z ?r ?t|o ?u|u ?a ?b|s ?i ?a'
    || '|s ?a ?b de c ?v|s ?a de c ?v|s de r ?l de c ?v|sapi de c ?v|ltda|eireli|sdn|bhd|sdn bhd|p ?t|t ?b ?k|k ?k|g ?k|kabushiki kaisha|godo kaisha'
    || '|o ?o ?o|p ?j ?s ?c|o ?j ?s ?c|j ?s ?c|f ?z ?e|f ?z ?l ?l ?c|f ?z ?c ?o|w ?l ?l))+$', '');
create or replace macro company_key(name) as without_legal_form(company_words(name));
-- The customer whose job this is, where a billing system writes "Parent:Job"; level -1 is the nearest parent, 1 the first of all.
create or replace macro parent_name(name, level) as nullif(trim(case
    when name like '%://%' then null
    when level = 1 then regexp_extract(name, '^\s*([^:]*[^:\s])\s*:[^:]*\S', 1)
    else regexp_extract(name, '^(.*[^:\s])\s*:[^:]*[^:\s][^:]*$', 1)
end), '');

-- The domain of an e-mail address, and of a web address.
create or replace macro mail_domain(email) as nullif(lower(regexp_extract(email, '@([A-Za-z0-9.-]+\.[A-Za-z]{2,})', 1)), '');
create or replace macro web_domain(address) as nullif(regexp_extract(
    lower(trim(address)), '^(?:[a-z]+://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})', 1), '');

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
-- or in a file of rates comes first, then the document's own, which counts units for one of its ledger's currency.
create or replace macro unit_value(currency, reporting, known_rate, document_rate, ledger_currency) as case
    when currency is null or currency = reporting then 1.0
    when known_rate is not null then cast(known_rate as double)
    when ledger_currency = reporting then 1.0 / nullif(cast(document_rate as double), 0)
end;
create or replace macro cents(amount) as cast(round(amount, 2) as decimal(18, 2));

create or replace macro add_days(day, days) as day + cast(days as integer);
create or replace macro add_months(day, months) as cast(day + to_months(cast(months as integer)) as date);
create or replace macro month_of(day) as cast(date_trunc('month', day) as date);

-- Whether something of a rep counts for the choice of a viewer: a rep, a team, or nobody, which means all.
create or replace macro is_of(rep, chosen) as chosen is null
    or rep = chosen
    or rep in (select members.rep from marts.team_members as members where members.team = chosen);
