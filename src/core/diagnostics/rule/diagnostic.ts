// What a diagnostic is: one rule that looks at an inspected token and says what it finds there, as data.
import type { ClaimsSet } from '../../claims/claims-set.ts'
import type { Inspection } from '../../inspect.ts'
import type { JsonNode } from '../../text/json.ts'
import type { Decryption } from '../../crypto/decryption.ts'
import type { KeyReading } from '../../keys/key-material.ts'
import type { KnownProfile } from '../../profiles/index.ts'
import type { Severity } from '../../rules/severity.ts'
import type { Source } from '../../rules/source.ts'
import type { Place } from '../../text/span.ts'
import type { Token } from '../../token/token.ts'
import type { KeyBinding } from '../../sd-jwt/key-binding.ts'
import type { Verification } from '../../crypto/verification.ts'

export type { Severity, Source }

/** Facts about a token and its key that don't depend on the time or on who asks. */
export interface DiagnosticFacts {
  readonly inspection: Inspection
  /** Of several signatures its header is that of the one it is judged by; of a decrypted JWE its payload is the plaintext. */
  readonly token: Token
  /** The protected and unprotected Header Parameters of that signature. */
  readonly header: ReadonlyMap<string, JsonNode>
  /** Of an SD-JWT those of the processed payload. Of a JWE those that were decrypted. Undefined where the payload is not a JSON object, or could not be read. */
  readonly claims: ClaimsSet | undefined
  /** The content of the key box; undefined if it hasn't been read yet. */
  readonly reading?: KeyReading | undefined
  /** What verifying found; undefined while it is under way. */
  readonly verification?: Verification | undefined
  /** What decrypting found; undefined for a JWS, and while it is under way. */
  readonly decryption?: Decryption | undefined
  /** What became of an SD-JWT's key binding JWT; undefined while that is under way. */
  readonly keyBinding?: KeyBinding | undefined
}

/** Everything a rule may look at: the facts, and how they are judged. Times in seconds. */
export interface DiagnosticContext extends DiagnosticFacts {
  readonly now: number
  readonly leeway: number
  /** The published secret with which the token verifies, if a search was requested. */
  readonly publishedSecret?: { readonly where: string } | undefined
  /** What kind of token it is taken for; diagnose() recognizes it where it is absent. */
  readonly profile?: KnownProfile
}

/** One place where a rule holds. */
export interface Hit {
  readonly place?: Place
  /** What the sentences are filled with. Values come from the token: they are shown as text, never as markup. */
  readonly args?: Readonly<Record<string, string | number>>
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
  readonly fix?: Fix
}

/** A mechanical repair, offered as a button and made as an ordinary, undoable edit of the header's or payload's JSON text. */
export interface Fix {
  /** What the button says: "Divide by 1000". */
  readonly label: string
  readonly in: 'header' | 'payload'
  /** Replaces the UTF-16 span of the part's decoded text. */
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** A rule. Wording hangs off it; a finding carries only its id and the arguments. */
export interface Diagnostic<Id extends string = string> {
  /** The catalog's id; the contract's `data-rule`. */
  readonly id: Id
  readonly severity: Severity
  readonly source: readonly Source[]
  /** One sentence that says what is the case, filled with the hit's arguments. */
  message(args: Readonly<Record<string, string | number>>): string
  /** Why it matters, one or two sentences. */
  readonly why: string
  /** What to do. */
  readonly fix: string
  /** A remark that holds of nearly every token: said only where hardly anything else is. */
  readonly general?: true
  /** Every place where the rule holds; nothing on a token it has nothing to say of. Total: never throws. */
  hits(context: DiagnosticContext): Iterable<Hit>
}

/** A rule that held, as data; which rules there are, the registry says. */
export interface RuleHit<Id extends string = string> extends Hit {
  readonly rule: Id
  readonly severity: Severity
}
