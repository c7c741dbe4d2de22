import { expect, test } from 'vitest'
import { checkOf, typedKey } from '../session.fixture.ts'
import { initialState, reduce } from '../state/state.ts'

test('a payload nested too deeply to be formatted again is searched for other causes', async () => {
  const part = (text: string) => Buffer.from(text).toString('base64url')
  const deep = `{"exp":1,"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  const loaded = reduce(initialState, { type: 'load', text: `${part('{"alg":"HS256"}')}.${part(deep)}.AAAA`, key: typedKey('secret') })
  const result = await checkOf(loaded)
  expect(result.verification?.state).toBe('mismatch')
  expect(result.causes?.tried).toBeGreaterThan(0)
})
