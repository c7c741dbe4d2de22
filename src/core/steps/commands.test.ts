// Runs the commands that the page offers, if the tool is installed: each must print what it says, and something else for an edited token.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { algorithmByName, resolveAlgorithm } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { secretKey } from '../keys/read/secret.ts'
import { makeSignature } from '../crypto/primitives/signature.ts'
import { shellCommands, type ShellCommand } from './commands.ts'
import type { StepInput } from './step/step.ts'

const place = mkdtempSync(join(tmpdir(), 'commands-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const run = (program: string, args: string[]) => spawnSync(program, args, { cwd: place, encoding: 'utf8' })
const works = (program: string, args: string[]) => run(program, args).status === 0
const available: Record<ShellCommand['tool'], boolean> = {
  openssl: works('sh', ['-c', 'openssl version | grep "OpenSSL 3"']),
  Node: true,
  Python: works('python3', ['-c', 'import cryptography']),
}
const output = ({ tool, text }: ShellCommand) => {
  const { stdout, stderr } =
    tool === 'openssl' ? run('sh', ['-c', text]) : tool === 'Node' ? run(process.execPath, ['-e', text]) : run('python3', ['-c', text])
  return `${stdout}\n${stderr}`
}
const GOOD: Record<ShellCommand['tool'], string> = { openssl: 'Verified', Node: 'true', Python: 'verifies' }

async function signed(alg: string, payload: string): Promise<StepInput> {
  const key = (await generateKey(alg))!
  const row = resolveAlgorithm(algorithmByName(alg)!, key.curve)!
  const signingInput = new TextEncoder().encode(`${encodeBase64url(new TextEncoder().encode(JSON.stringify({ alg })))}.${payload}`)
  return { row, key, signingInput, signature: (await makeSignature(row, key, signingInput)).signature! }
}

describe.each(['HS256', 'HS384', 'HS512', 'RS256', 'PS384', 'ES256', 'ES384', 'ES512', 'ES256K', 'EdDSA', 'Ed448'])(
  'the commands for %s',
  (alg) => {
    it('print what they say', async () => {
      const given = await signed(alg, 'eyJzdWIiOiJ4In0')
      const other = { ...given, signingInput: new TextEncoder().encode('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ5In0') }
      for (const command of await shellCommands(given)) {
        if (!available[command.tool]) continue
        const wrong = (await shellCommands(other)).find(({ tool }) => tool === command.tool)!
        const expected = given.row.family === 'HMAC' ? encodeBase64url(given.signature) : GOOD[command.tool]
        expect(output(command), command.text).toContain(expected)
        expect(output(wrong), wrong.text).not.toMatch(
          given.row.family === 'HMAC' ? encodeBase64url(given.signature) : /Verified OK|Successfully|^true|^verifies/m,
        )
      }
    })
  },
)

describe('the commands', () => {
  it('carry a payload that is not encoded, quotes and all', async () => {
    const given = await signed('HS256', `{"it's":"5 € \\n \`$x\` %s"}`)
    for (const command of await shellCommands(given))
      if (available[command.tool]) expect(output(command), command.text).toContain(encodeBase64url(given.signature))
  })

  it('read a signing input from a file if it is too long, or would not survive in a shell', async () => {
    for (const payload of ['A'.repeat(20_000), 'a\u0000b']) {
      const given = await signed('HS256', payload)
      writeFileSync(join(place, 'signing-input.txt'), given.signingInput)
      for (const command of await shellCommands(given)) {
        expect(command.note).toContain('signing-input.txt')
        expect(command.text.length).toBeLessThan(2000)
        if (available[command.tool]) expect(output(command)).toContain(encodeBase64url(given.signature))
      }
    }
  })

  it('work with an empty secret', async () => {
    const key = secretKey(new Uint8Array(0), 'secret-utf8')
    const row = algorithmByName('HS256')!
    const signingInput = new TextEncoder().encode('a.b')
    const given = { row, key, signingInput, signature: (await makeSignature(row, key, signingInput)).signature! }
    for (const command of await shellCommands(given))
      if (available[command.tool]) expect(output(command), command.text).toContain(encodeBase64url(given.signature))
  })

  it('are not offered if the tools do not support the algorithm', async () => {
    expect(await shellCommands(await signed('ML-DSA-44', 'e30'))).toEqual([])
  })
})
