// Supabase: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const supabase = vendor({
  id: 'supabase',
  issuer: /^supabase(?:-demo)?$|^https:\/\/[\w-]+\.supabase\.(?:co|in)\/auth\/v1$/,
  publishesKeys: false,
  claims: `
role | database role: anon, authenticated or service_role | Supabase, JWT claims reference
ref | project | Supabase, JWT claims reference
aal | how strongly the person signed in | Supabase, JWT claims reference
session_id | session | Supabase, JWT claims reference
is_anonymous | whether the sign-in was anonymous | Supabase, JWT claims reference
app_metadata | what only the server can change | Supabase, JWT claims reference
user_metadata | what the person can change: never authorize by it | Supabase, JWT claims reference
amr | how the person signed in | Supabase, JWT claims reference
`,
})
