-- row: a lead that came as a referral
-- stands on: staging.leads
select
    leads.system,
    leads.lead_id,
    leads.lead,
    leads.company,
    coalesce(leads.rep, 'unassigned') as rep,
    leads.referral_kind as kind,
    leads.source,
    leads.created_at,
    leads.month,
    case
        when leads.left_out_because is not null then leads.left_out_because
        when counted.kind is null then leads.referral_kind || ' referrals are not counted'
    end as left_out_because,
    leads.source_file,
    leads.source_row,
from marts.leads as leads
left join settings.counted_referrals as counted on counted.kind = leads.referral_kind
where leads.referral_kind is not null
