// Checks that forged signatures of kinds that libraries have accepted don't verify, and that genuine ones do, as in jose and Node.
import { expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { judgeJws } from '../oracle/jws-judge.fixture.ts'
import { FORGERIES } from './forged-signatures.fixture.ts'
import { verifyJws } from './verify.ts'

it.each(Object.entries(FORGERIES))('%s: no forged signature verifies', async (_, make) => {
  const attacks = make()
  const genuine = attacks.flatMap(([name]) => (name.endsWith('genuine') ? [name] : []))
  const valid: string[] = []
  const accepted: string[] = []
  for (const [name, token, key] of attacks) {
    const { object } = inspect(token).token!
    if (object?.kind !== 'jws') throw new Error(`${name}: no JWS`)
    const alg = name.slice(0, name.indexOf(':'))
    if ((await verifyJws(object, await readKey(JSON.stringify(key), { alg }))).state === 'valid') valid.push(name)
    if ((await judgeJws({ text: token, jwks: [{ ...key }] })) !== 'none') accepted.push(name)
  }
  expect(valid, `of ${attacks.length}`).toEqual(genuine)
  // jose leaves unsafe keys to Web Crypto, and Node accepts them, as the oracle's list says.
  expect(accepted.filter((name) => !/key of small order|e = 1/.test(name))).toEqual(genuine)
})
