// The check of one state: its key read, its signature verified, its findings made. Everything here is loaded when first needed.
import { describeKey } from '../core/keys/describe-key.ts'
import type { KeyReading } from '../core/keys/key-material.ts'
import { readKey } from '../core/keys/read-key.ts'
import { verifyJws, type Verification } from '../core/verify.ts'
import { currentInspection, type State } from './state.ts'

export interface Check {
  readonly reading: KeyReading
  /** "RSA public key, 2048 bits, PKCS#1 PEM"; empty where there is no key. */
  readonly keyDescription: string
  readonly verification: Verification
}
