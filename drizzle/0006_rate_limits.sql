-- The exact log of who was let in, in the database's own clock: at most so many in any window, whoever asks and
-- however many ask at once. A call asks for many subjects, each with how many it wants to let in. It does not wait
-- for the disk: whatever a request commits afterwards brings its admission there as well, so that only a crash of
-- Postgres itself can forget, of its last half second, those that had no effect.
create function rate_admit(p_subjects text[], p_limits int[], p_wanted int[], p_window_milliseconds int)
returns table (subject text, granted int, used int, oldest_milliseconds int, retry_milliseconds int)
language plpgsql as $$
#variable_conflict use_column
declare
  v_window interval := make_interval(secs => p_window_milliseconds / 1000.0);
  v_asked record;
  v_log timestamptz(3)[];
  v_now timestamptz;
begin
  perform enter_system(), set_config('synchronous_commit', 'off', true);
  for v_asked in
    select a.subject, a.quota, a.wanted, hashtextextended(a.subject, 6) as lock
    from unnest(p_subjects, p_limits, p_wanted) as a(subject, quota, wanted) order by lock
  loop
    -- Not the row's own lock: that one would be written, and what is refused should write nothing.
    perform pg_advisory_xact_lock(v_asked.lock);
    v_now := clock_timestamp();
    v_log := rate_log(v_asked.subject, v_now - v_window);
    granted := greatest(least(v_asked.wanted, v_asked.quota - cardinality(v_log)), 0);
    if granted > 0 then
      v_log := rate_keep(v_asked.subject, v_log, v_now, granted);
    end if;
    subject := v_asked.subject;
    used := cardinality(v_log);
    oldest_milliseconds := rate_milliseconds(v_log[1] + v_window - v_now);
    retry_milliseconds := case when granted < v_asked.wanted
      then rate_milliseconds(v_log[used - v_asked.quota + 1] + v_window - v_now) else 0 end;
    return next;
  end loop;
end $$;
--> statement-breakpoint
-- What Redis has let in, written down here a moment later: the time is the later one, so that it counts for longer
-- and never for less. Also says for how long yet nobody may take Redis's word, and lets whoever knows say so.
create function rate_record(p_subjects text[], p_counts int[], p_window_milliseconds int, p_distrust_milliseconds int)
returns int language plpgsql as $$
declare
  v_seen record;
  v_now timestamptz;
  v_until timestamptz;
begin
  perform enter_system(), set_config('synchronous_commit', 'off', true);
  if p_distrust_milliseconds > 0 then
    insert into rate_windows (subject, admitted)
    values ('redis', array[clock_timestamp() + make_interval(secs => p_distrust_milliseconds / 1000.0)])
    on conflict (subject) do update set admitted = excluded.admitted, updated_at = clock_timestamp();
  end if;
  for v_seen in
    select a.subject, a.count, hashtextextended(a.subject, 6) as lock
    from unnest(p_subjects, p_counts) as a(subject, count) order by lock
  loop
    perform pg_advisory_xact_lock(v_seen.lock);
    v_now := clock_timestamp();
    perform rate_keep(
      v_seen.subject,
      rate_log(v_seen.subject, v_now - make_interval(secs => p_window_milliseconds / 1000.0)),
      v_now, v_seen.count
    );
  end loop;
  select w.admitted[1] into v_until from rate_windows w where w.subject = 'redis';
  return coalesce(rate_milliseconds(v_until - clock_timestamp()), 0);
end $$;
--> statement-breakpoint
-- What of the log is later than that; it is kept in order, so that the rest is found by halving.
create function rate_log(p_subject text, p_since timestamptz) returns timestamptz(3)[] language plpgsql as $$
declare
  v_log timestamptz(3)[];
begin
  select w.admitted into v_log from rate_windows w where w.subject = p_subject;
  if coalesce(cardinality(v_log), 0) = 0 then
    return '{}';
  end if;
  return v_log[width_bucket(p_since, v_log) + 1:];
end $$;
--> statement-breakpoint
-- Rounded up to the column's milliseconds, and never before what is there already, should the clock be set back.
create function rate_keep(p_subject text, p_log timestamptz(3)[], p_now timestamptz, p_count int)
returns timestamptz(3)[] language plpgsql as $$
declare
  v_at timestamptz(3) := greatest(
    date_trunc('milliseconds', p_now) + interval '1 millisecond', p_log[cardinality(p_log)]
  );
  v_log timestamptz(3)[] := p_log || array_fill(v_at, array[p_count]);
begin
  insert into rate_windows (subject, admitted, updated_at) values (p_subject, v_log, p_now)
  on conflict (subject) do update set admitted = excluded.admitted, updated_at = excluded.updated_at;
  return v_log;
end $$;
--> statement-breakpoint
-- Every admission writes its row anew: room beside it keeps the index out of that.
alter table rate_windows set (fillfactor = 50);
--> statement-breakpoint
create function rate_milliseconds(p_time interval) returns int language sql immutable as $$
  select greatest(ceil(extract(epoch from p_time) * 1000), 0)::int
$$;
--> statement-breakpoint
grant execute on function
  rate_admit(text[], int[], int[], int),
  rate_record(text[], int[], int, int)
to hawk_app;
--> statement-breakpoint
grant execute on function
  rate_log(text, timestamptz), rate_keep(text, timestamptz[], timestamptz, int), rate_milliseconds(interval)
to hawk_system;
