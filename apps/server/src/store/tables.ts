import type { Generated } from "kysely";

/** Times are epoch milliseconds, booleans do not occur, ids are text. */
export type Tables = {
  users: {
    id: string;
    email: string;
    name: string;
    role: string;
    number: number;
    password_hash: string;
    disabled_at: number | null;
    created_at: number;
  };
  logins: {
    id: string;
    user_id: string;
    cookie_hash: string;
    device: string;
    address: string;
    created_at: number;
    last_used_at: number;
    expires_at: number;
    revoked_at: number | null;
  };
  refresh_tokens: { hash: string; login_id: string; created_at: number; used_at: number | null };
  one_time_links: {
    id: string;
    purpose: string;
    hash: string;
    role: string | null;
    user_id: string | null;
    created_by: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  identities: {
    id: string;
    user_id: string;
    name: string;
    author_name: string;
    author_email: string;
    public_key: string;
    is_default: number;
    created_at: number;
  };
  review_marks: { workspace_id: string; path: string; hash: string; at: number };
  review_comments: {
    id: string;
    workspace_id: string;
    path: string;
    side: string;
    line: number;
    context: string;
    text: string;
    is_resolved: number;
    sent_at: number | null;
    created_at: number;
    updated_at: number;
  };
  sign_in_providers: {
    id: string;
    kind: string;
    name: string;
    issuer: string;
    client_id: string;
    enabled: number;
    created_at: number;
  };
  external_accounts: {
    id: string;
    user_id: string;
    kind: string;
    issuer: string;
    subject: string;
    label: string;
    created_at: number;
    last_used_at: number;
  };
  passkeys: {
    id: string;
    user_id: string;
    name: string;
    credential_id: string;
    public_key: Uint8Array;
    counter: number;
    transports: string;
    created_at: number;
    last_used_at: number | null;
  };
  sign_in_steps: { hash: string; purpose: string; facts: string; created_at: number; expires_at: number };
  pairings: {
    hash: string;
    user_code_hash: string | null;
    status: string;
    user_id: string | null;
    device: string;
    address: string;
    created_at: number;
    expires_at: number;
  };
  api_keys: {
    id: string;
    user_id: string;
    name: string;
    hash: string;
    scopes: string;
    created_at: number;
    expires_at: number | null;
    last_used_at: number | null;
  };
  repositories: {
    id: string;
    owner_id: string;
    url: string;
    url_key: string;
    name: string;
    default_branch: string | null;
    identity_id: string | null;
    is_complete: number;
    fetched_at: number | null;
    created_at: number;
  };
  set_ups: {
    workspace_id: string;
    state: string;
    is_tree_made: number;
    carry_from_id: string | null;
    runs: number;
    session_id: string | null;
    failure: string | null;
    notes: string;
    file: string | null;
    services: string;
  };
  port_blocks: { workspace_id: string; first: number; count: number };
  workspaces: {
    id: string;
    owner_id: string;
    kind: string;
    name: string;
    path: string;
    status: string;
    is_default: number;
    is_made: number;
    is_template: number;
    created_at: number;
    deleted_at: number | null;
    gone_at: number | null;
    purged_at: number | null;
    repo_id: string | null;
    ref: string | null;
    branch: string | null;
    base_commit: string | null;
    identity_id: string | null;
    from_id: string | null;
    reason: string | null;
  };
  runners: { id: string; pid: number; build: string; hostname: string; started_at: number; seen_at: number };
  sessions: {
    number: Generated<number>;
    id: string;
    owner_id: string;
    workspace_id: string;
    kind: string;
    status: string;
    outcome: string | null;
    exit_code: number | null;
    signal: string | null;
    reason: string | null;
    title: string;
    options: string;
    launch: number;
    runner_id: string | null;
    shell: string | null;
    cwd: string | null;
    isolation: string | null;
    created_at: number;
    updated_at: number;
    ended_at: number | null;
    typist: string | null;
    removed_at: number | null;
  };
  session_events: {
    id: Generated<number>;
    session: number;
    seq: number;
    at: number;
    channel: string;
    payload: Uint8Array | string;
    /** Where the runner's item that became this event ends in its outbox; what a restart resumes from. */
    source_end: number | null;
  };
  session_screens: {
    session: number;
    seq: number;
    cols: number;
    rows: number;
    title: string;
    text: string;
    restore: string;
    cursor_x: number;
    cursor_y: number;
    bytes_seen: number;
    at: number;
  };
  session_shares: {
    id: string;
    session: number;
    user_id: string | null;
    hash: string | null;
    label: string;
    access: string;
    created_by: string;
    created_at: number;
    expires_at: number | null;
  };
  audit_entries: {
    number: number;
    at: number;
    act: string;
    outcome: string;
    actor_id: string | null;
    object_id: string | null;
    body: string;
    hash: string;
    seal: string;
  };
  host_tokens: {
    id: string;
    user_id: string;
    host: string;
    kind: string;
    api_url: string | null;
    user_name: string;
    created_at: number;
    last_used_at: number | null;
    expires_at: number | null;
  };
  pull_requests: {
    workspace_id: string;
    host: string;
    kind: string;
    project: string;
    number: number;
    url: string;
  };
  secrets: { name: string; sealed: string };
  settings: { name: string; value: string };
  idempotency_keys: {
    user_id: string;
    key: string;
    request: string;
    status: number;
    body: string;
    at: number;
  };
};
