// What Supabase means by its claims.
import { byName, readRows } from '../names/common.ts'

export const SUPABASE = byName(
  readRows(`
role | database role: anon, authenticated or service_role | Supabase, JWT claims reference
ref | project | Supabase, JWT claims reference
aal | how strongly the person signed in | Supabase, JWT claims reference
session_id | session | Supabase, JWT claims reference
is_anonymous | whether nobody signed in | Supabase, JWT claims reference
app_metadata | what only the server can change | Supabase, JWT claims reference
user_metadata | what the person can change: never authorise by it | Supabase, JWT claims reference
amr | how the person signed in | Supabase, JWT claims reference
`),
)
