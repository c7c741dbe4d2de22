// Writes commands that repeat the computation outside this page, in openssl, Node and Python, each with what it prints.
import { hashOf } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { encodeBase64 } from '../text/base64.ts'
import { exportPem } from '../keys/make/export-key.ts'
import { secretOf, publicMembers } from '../keys/key-material.ts'
import { ecdsaDer } from './signature-anatomy.ts'
import type { StepInput } from './step/step.ts'
import { encodeHex, toInteger } from '../text/bytes.ts'

export interface ShellCommand {
  readonly tool: 'openssl' | 'Node' | 'Python'
  /** What to expect, such as "prints the signature". */
  readonly prints: string
  /** A shell script, or a program for the tool. */
  readonly text: string
  /** What to prepare, or to know, before running it. */
  readonly note: string | undefined
}

/** In bytes. A longer signing input is read from the file `signing-input.txt`, since shells limit the length of arguments. */
const MOST_INLINE = 16_000

/** The commands for a signature, given its key. Empty if the usual versions of the tools don't support the algorithm (ML-DSA). */
export async function shellCommands(signed: StepInput): Promise<ShellCommand[]> {
  const { row, key } = signed
  switch (row.family) {
    case 'HMAC':
      return [opensslHmac(signed), nodeHmac(signed), pythonHmac(signed)]
    case 'RSASSA-PKCS1-v1_5':
    case 'RSASSA-PSS':
    case 'ECDSA':
    case 'EdDSA': {
      const pem = await exportPem(key, 'public')
      return pem === undefined ? [] : [opensslVerify(signed, pem), nodeVerify(signed), pythonVerify(signed, pem)]
    }
    case 'ML-DSA':
    case 'none':
      return []
  }
}

const SECRET = 'It contains your secret, and shells keep a history of commands.'

function opensslHmac(signed: StepInput): ShellCommand {
  return {
    tool: 'openssl',
    prints: 'prints the signature',
    text: `${shellInput(signed)} |\n  openssl dgst -${opensslHash(signed)} -mac HMAC -macopt hexkey:${secretHex(signed)} -binary |\n  openssl base64 -A | tr '+/' '-_' | tr -d '='`,
    note: notes(signed, SECRET),
  }
}

function nodeHmac(signed: StepInput): ShellCommand {
  return {
    tool: 'Node',
    prints: 'prints the signature',
    text: `const { createHmac } = require('node:crypto')\nconst input = ${nodeInput(signed)}\nconsole.log(createHmac('${opensslHash(signed)}', Buffer.from('${encodeHex(secretOf(signed.key))}', 'hex')).update(input).digest('base64url'))`,
    note: notes(signed, SECRET),
  }
}

function pythonHmac(signed: StepInput): ShellCommand {
  return {
    tool: 'Python',
    prints: 'prints the signature',
    text: `import base64, hashlib, hmac\ndata = ${pythonInput(signed)}\nmac = hmac.new(bytes.fromhex("${encodeHex(secretOf(signed.key))}"), data, hashlib.${opensslHash(signed)}).digest()\nprint(base64.urlsafe_b64encode(mac).rstrip(b"=").decode())`,
    note: notes(signed, SECRET),
  }
}

function opensslVerify(signed: StepInput, pem: string): ShellCommand {
  const { row, signature } = signed
  const half = signature.length / 2
  const written = row.family === 'ECDSA' ? ecdsaDer(toInteger(signature.subarray(0, half)), toInteger(signature.subarray(half))) : signature
  const files = `cat > key.pem <<'END'\n${pem.trim()}\nEND\n${shellText(encodeBase64(written))} | openssl base64 -d -A > signature.bin\n${shellInput(signed)} > signed.bin\n`
  const pss = row.family === 'RSASSA-PSS' ? ' -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest' : ''
  const verify =
    row.family === 'EdDSA'
      ? 'openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in signed.bin -sigfile signature.bin'
      : `openssl dgst -${opensslHash(signed)}${pss} -verify key.pem -signature signature.bin signed.bin`
  return {
    tool: 'openssl',
    prints: row.family === 'EdDSA' ? 'prints “Signature Verified Successfully”' : 'prints “Verified OK”',
    text: files + verify,
    note: notes(signed, row.family === 'ECDSA' ? 'openssl expects r and s in DER, so the signature is converted.' : undefined),
  }
}

function nodeVerify(signed: StepInput): ShellCommand {
  const { row, key, signature } = signed
  const options =
    row.family === 'RSASSA-PSS'
      ? '{ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }'
      : row.family === 'ECDSA'
        ? "{ key, dsaEncoding: 'ieee-p1363' }"
        : 'key'
  const hash = row.hash ? `'${opensslHash(signed)}'` : 'null'
  return {
    tool: 'Node',
    prints: 'prints true',
    text: `const { constants, createPublicKey, verify } = require('node:crypto')\nconst key = createPublicKey({ key: ${JSON.stringify(publicMembers(key.jwk))}, format: 'jwk' })\nconst input = ${nodeInput(signed)}\nconst signature = Buffer.from('${encodeBase64url(signature)}', 'base64url')\nconsole.log(verify(${hash}, input, ${options}, signature))`,
    note: notes(signed),
  }
}

function pythonVerify(signed: StepInput, pem: string): ShellCommand {
  const { row, signature } = signed
  const hash = row.hash && `hashes.${row.hash.replace('-', '')}()`
  const call =
    row.family === 'ECDSA'
      ? `half = len(signature) // 2\nr, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))\nkey.verify(utils.encode_dss_signature(r, s), data, ec.ECDSA(${hash}))`
      : row.family === 'RSASSA-PSS'
        ? `key.verify(signature, data, padding.PSS(padding.MGF1(${hash}), padding.PSS.DIGEST_LENGTH), ${hash})`
        : row.family === 'EdDSA'
          ? 'key.verify(signature, data)'
          : `key.verify(signature, data, padding.PKCS1v15(), ${hash})`
  return {
    tool: 'Python',
    prints: 'prints “verifies”, or fails with InvalidSignature',
    text: `import base64\nfrom cryptography.hazmat.primitives import hashes\nfrom cryptography.hazmat.primitives.asymmetric import ec, padding, utils\nfrom cryptography.hazmat.primitives.serialization import load_pem_public_key\n\nkey = load_pem_public_key(b"""${pem.trim()}\n""")\ndata = ${pythonInput(signed)}\nsignature = base64.b64decode("${encodeBase64(signature)}")\n${call}\nprint("verifies")`,
    note: notes(signed, 'It needs the package “cryptography”.'),
  }
}

function notes(signed: StepInput, ...more: readonly (string | undefined)[]): string | undefined {
  const said = more.filter((each) => each !== undefined)
  if (!inline(signed)) said.unshift('First save the JWS Signing Input as signing-input.txt, without a line break at the end.')
  return said.length > 0 ? said.join(' ') : undefined
}

function inline(signed: StepInput): string | undefined {
  if (signed.signingInput.length > MOST_INLINE) return undefined
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(signed.signingInput)
  // Other characters wouldn't survive in a shell or in source code. Only an unencoded payload can contain them (RFC 7797).
  return /^[\t\n\x20-\x7e\u00a0-\u2027\u202a-\ud7ff]*$/.test(decoded) ? decoded : undefined
}

function shellInput(signed: StepInput): string {
  const known = inline(signed)
  return known === undefined ? 'cat signing-input.txt' : shellText(known)
}

function shellText(text: string): string {
  return `printf '%s' '${text.replaceAll("'", String.raw`'\''`)}'`
}

function nodeInput(signed: StepInput): string {
  const known = inline(signed)
  return known === undefined ? "require('node:fs').readFileSync('signing-input.txt')" : `Buffer.from(${JSON.stringify(known)})`
}

function pythonInput(signed: StepInput): string {
  const known = inline(signed)
  return known === undefined ? 'open("signing-input.txt", "rb").read()' : `${JSON.stringify(known)}.encode()`
}

function opensslHash({ row }: StepInput): string {
  return hashOf(row).toLowerCase().replace('-', '')
}

/** HMAC pads a key with zero bytes, so a single zero byte equals the empty key, which openssl rejects (RFC 2104 section 2). */
function secretHex({ key }: StepInput): string {
  return secretOf(key).length === 0 ? '00' : encodeHex(secretOf(key))
}
