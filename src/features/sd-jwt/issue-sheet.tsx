// The sheet "Issue as SD-JWT", which asks for the claims the holder may hold back, decoys, the holder's key and the signing key.
import { useMemo, useState } from 'react'
import { pathKey } from '../../core/sd-jwt/issue.ts'
import { processSdJwt } from '../../core/sd-jwt/process.ts'
import type { SdHash } from '../../core/sd-jwt/sd-hash.ts'
import type { Token } from '../../core/token/token.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ClaimTree } from './claim-tree.tsx'
import { claimsToIssue, issue } from './issue-token.ts'
import { KeyField, LineField } from './fields.tsx'
import fields from './fields.module.css'
import styles from './issue.module.css'

const HASHES: readonly SdHash[] = ['sha-256', 'sha-384', 'sha-512']
const MOST_DECOYS = 50

export function IssueSheet({ onClose }: { onClose(): void }) {
  const token = useSession((_, { inspection }) => inspection.token)
  const claims = useMemo(() => claimsToIssue(token), [token])
  return (
    <Sheet
      title="Issue as SD-JWT"
      about="Select the claims that the holder may hold back. Each becomes a digest with a fresh salt (RFC 9901)."
      onClose={onClose}
    >
      {token && claims !== undefined ? (
        <Form token={token} claims={claims} />
      ) : (
        <p className="quiet-text">Open a signed token whose payload is a JSON object. Its claims are issued.</p>
      )}
    </Sheet>
  )
}

function Form({ token, claims }: { readonly token: Token; readonly claims: string }) {
  const before = useMemo(() => disclosedIn(token), [token])
  const [chosen, setChosen] = useState<ReadonlySet<string>>()
  const [hash, setHash] = useState<SdHash>('sha-256')
  const [decoys, setDecoys] = useState('0')
  const [typ, setTyp] = useState<string>()
  const [holder, setHolder] = useState('')
  const [signer, setSigner] = useState('')
  const marked = chosen ?? before
  const shownTyp = typ ?? typeFor(token, claims)
  const count = Math.min(MOST_DECOYS, Number(/^\d{1,3}$/.exec(decoys.trim())?.[0] ?? 0))
  const { said, run } = useSaid(async (store) => {
    const problem = await issue(store, { marked, hash, decoys: count, typ: shownTyp.trim(), holder, signer })
    // From now on the issued token has them.
    if (problem === undefined) setChosen(undefined)
    return problem
  })
  return (
    <div className={styles.sheet}>
      <ClaimTree
        claims={claims}
        marked={marked}
        onMark={(key, isMarked) => {
          const next = new Set(marked)
          if (isMarked) next.add(key)
          else next.delete(key)
          setChosen(next)
        }}
      />
      <div className={styles.options}>
        <div className={styles.three}>
          <LineField label="Type (typ)" placeholder="dc+sd-jwt" value={shownTyp} onText={setTyp} />
          <label className={fields.field}>
            <span>Hash</span>
            <select value={hash} onChange={(event) => setHash(event.target.value as SdHash)}>
              {HASHES.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <LineField label="Decoys in each list" inputMode="numeric" value={decoys} onText={setDecoys} />
        </div>
        <KeyField label="Bind to holder" placeholder="Public key for cnf, or none" value={holder} part="public" onText={setHolder} />
        <KeyField label="Sign with" placeholder="Private key, or the one in the Key box" value={signer} part="whole" onText={setSigner} />
        <div className={styles.actions}>
          <Button look="primary" onClick={() => void run()}>
            Issue
          </Button>
          <p role="status" className={fields.said}>
            {said}
          </p>
        </div>
        <p className={styles.hint}>
          It replaces the open token. If you give a key to sign with here, its public half goes into the Key box. Undo restores both.
        </p>
      </div>
    </div>
  )
}

/** The claims that the open token already lets its holder hold back. */
function disclosedIn(token: Token): ReadonlySet<string> {
  return new Set((processSdJwt(token)?.disclosures ?? []).flatMap(({ path }) => (path ? [pathKey(path)] : [])))
}

/** Claims with "vct" make an SD-JWT VC, unless the token is already some kind of SD-JWT; anything else keeps its type. */
function typeFor({ header }: Token, claims: string): string {
  const isCredential = /^\{(?:.*,)?"vct":/s.test(claims) && !header.typ?.endsWith('sd-jwt')
  return isCredential ? 'dc+sd-jwt' : (header.typ ?? '')
}
