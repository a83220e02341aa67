-- row: a word of the exports and what it stands for
-- stands on: nothing
with words_used as (
    select 'outcome' as about, lower(coalesce(outcome, stage)) as word from staging.deals
    union
    select 'outcome' as about, lower(stage) as word from staging.deals
    union
    select 'lead_status' as about, lower(status) as word from staging.leads
    union
    select 'referral_kind' as about, lower(source) as word from staging.leads
    union
    select 'referral_kind' as about, lower(source) as word from staging.deals
    union
    select 'document_status' as about, lower(status) as word from staging.invoices
    union
    select 'document_status' as about, lower(status) as word from staging.bills
    union
    select 'document' as about, document as word from staging.invoices
    union
    select 'nobody' as about, owner_key as word from staging.leads
    union
    select 'nobody' as about, owner_key as word from staging.deals
    union
    select 'nobody' as about, owner_key as word from staging.accounts
),
explained as (
    select
        words_used.about,
        words_used.word,
        arg_min(words.means, words.priority) as means,
    from words_used
    inner join settings.words as words
        on words.about = words_used.about
        and regexp_matches(words_used.word, words.pattern)
    group by words_used.about, words_used.word
)
select * from explained
