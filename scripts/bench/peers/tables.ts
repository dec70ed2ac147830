import postgres from 'postgres'

/** Tables as wide as the app's, with a primary key and nothing else: no policies, no indexes, no partitions. */
const tables = `
  create table peer_otps (
    tenant_id uuid not null, mode text not null, id uuid not null, phone text not null, status text not null,
    code_length smallint not null, nonce bytea, code_hash text, key_id text not null,
    attempts smallint not null default 0, expires_at timestamptz(3) not null, message_id uuid not null,
    metadata jsonb not null, api_key_id uuid, request_id uuid not null, verified_at timestamptz(3),
    ended_at timestamptz(3), created_at timestamptz(3) not null default clock_timestamp(),
    primary key (tenant_id, id));
  create table peer_messages (
    tenant_id uuid not null, mode text not null, id uuid not null, direction text not null, type text not null,
    status text not null, phone text not null, sender_id uuid, otp_id uuid, template text, language text,
    attempts smallint not null default 0, due_at timestamptz(3),
    created_at timestamptz(3) not null default clock_timestamp(), primary key (tenant_id, id));
  create table peer_checks (
    id uuid primary key, phone text not null, status text not null, attempts smallint not null default 0,
    code_hash text not null, verified_at timestamptz(3));
  create table peer_attempts (
    id uuid primary key, job text not null, number int not null, started_at timestamptz(3) not null,
    milliseconds int not null, status_code int, request_headers jsonb not null, response_headers jsonb not null,
    response_body text not null, created_at timestamptz(3) not null default clock_timestamp());
  create index on peer_attempts (job);`

export async function makePeerTables(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(tables)
  await sql.end()
}

/** As many rows to check as asked for; answers their ids. */
export async function makeChecks(url: string, count: number): Promise<string[]> {
  const sql = postgres(url, { max: 1 })
  const rows = await sql<{ id: string }[]>`
    insert into peer_checks select gen_random_uuid(), '+919190000000', 'pending', 0, repeat('0', 64), null
    from generate_series(1, ${count}) returning id`
  await sql.end()
  return rows.map(({ id }) => id)
}
