-- Windows are local wall time in London. An opening is read at its later reading and a closing at
-- its earlier one, so an hour that comes twice, or never, can only ever make a window shorter.

-- PostgreSQL reads a repeated hour at the offset after the change and a missing one at the offset
-- before it (manual, appendix B.1): the later reading in both cases.
create function later_reading(wall timestamp) returns timestamptz
  language sql immutable parallel safe
  return wall at time zone 'Europe/London';

create function earlier_reading(wall timestamp) returns timestamptz
  language sql immutable parallel safe
  return case
    when (later_reading(wall) at time zone 'Europe/London') = wall
     and ((later_reading(wall) - interval '1 hour') at time zone 'Europe/London') <> wall
    then later_reading(wall)
    else later_reading(wall) - interval '1 hour'
  end;

-- weekday is ISO (1 Monday to 7 Sunday) and is the day the window opens; closes may be 24:00.
create function window_is_open(weekday smallint, opens time, closes time, moment timestamptz) returns boolean
  language sql immutable parallel safe
  return exists (
    select
    from (values (0), (1)) as back(days),
         lateral (select (moment at time zone 'Europe/London')::date - back.days as first_day) as d
    where extract(isodow from d.first_day) = weekday
      and moment >= later_reading(d.first_day + opens)
      and moment < earlier_reading(
            d.first_day + closes + case when closes <= opens then interval '1 day' else interval '0' end)
  );

-- For someone with no window of their own: every day from 08:00 to 20:00 but no bank holidays.
create function default_hours_open(moment timestamptz, bank_holidays date[]) returns boolean
  language sql immutable parallel safe
  return (moment at time zone 'Europe/London')::time >= time '08:00'
     and (moment at time zone 'Europe/London')::time < time '20:00'
     and (moment at time zone 'Europe/London')::date <> all (bank_holidays);

-- The gate of the claim, in the row-level-security context of whoever asks.
create function may_send_at(whom uuid, moment timestamptz) returns boolean language sql stable
  return case
    when exists (select 1 from safe_window w where w.service_id = app_service() and w.victim_id = whom)
    then exists (select 1 from safe_window w where w.service_id = app_service() and w.victim_id = whom
      and window_is_open(w.weekday, w.opens, w.closes, moment))
    else default_hours_open(moment, array(select day from bank_holiday))
  end;

-- Until when somebody who may be written to at this moment stays so without a break, four hours at most: that long a
-- provider may go on trying. As above, only where a window or the day closes can it become unsafe.
create function safe_until(whom uuid, moment timestamptz) returns timestamptz language sql stable cost 10000
  return coalesce((
    select min(c.closing)
    from (
      select earlier_reading(d.first_day + w.closes + case when w.closes <= w.opens then interval '1 day' else interval '0' end)
      from safe_window w,
           (values (-1), (0), (1)) as back(days),
           lateral (select (moment at time zone 'Europe/London')::date + back.days as first_day) as d
      where w.service_id = app_service() and w.victim_id = whom and extract(isodow from d.first_day) = w.weekday
      union all
      select later_reading((moment at time zone 'Europe/London')::date + time '20:00')
    ) as c(closing)
    where c.closing > moment and c.closing < moment + interval '4 hours' and not may_send_at(whom, c.closing)),
    moment + interval '4 hours');

-- What leaves just before a window closes can arrive after it: the next half hour must be safe as well. Time between
-- two windows begins where one closes, so the closings in between are the only instants left to ask about.
create function leaves_time_to_arrive(whom uuid, moment timestamptz) returns boolean language sql stable cost 10000
  return may_send_at(whom, moment)
    and may_send_at(whom, moment + interval '30 minutes' - interval '1 microsecond')
    and not exists (
      select
      from safe_window w,
           (values (-1), (0), (1)) as back(days),
           lateral (select (moment at time zone 'Europe/London')::date + back.days as first_day) as d,
           lateral (select earlier_reading(d.first_day + w.closes
             + case when w.closes <= w.opens then interval '1 day' else interval '0' end) as closing) as c
      where w.service_id = app_service() and w.victim_id = whom
        and extract(isodow from d.first_day) = w.weekday
        and c.closing > moment and c.closing < moment + interval '30 minutes'
        and not may_send_at(whom, c.closing));
