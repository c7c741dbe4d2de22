// The lessons in the order of the curriculum.
import type { Lesson } from './lesson.ts'
import { anyoneCanRead } from './anyone-can-read.ts'
import { carelessServer } from './careless-server.ts'
import { decodeOnly } from './decode-only.ts'
import { fifteenMinutes } from './fifteen-minutes.ts'
import { keyConfusion } from './key-confusion.ts'
import { keyOfOnesOwn } from './key-of-ones-own.ts'
import { leakedSecret } from './leaked-secret.ts'
import { makeYourselfAdmin } from './make-yourself-admin.ts'
import { readingAlong } from './reading-along.ts'
import { refreshAndRotate } from './refresh-and-rotate.ts'
import { signingIn } from './signing-in.ts'
import { signingOut } from './signing-out.ts'
import { threeParts } from './three-parts.ts'
import { twoKindsOfKeys } from './two-kinds-of-keys.ts'
import { whenSecret } from './when-it-must-be-secret.ts'
import { whyAToken } from './why-a-token.ts'

export const LESSONS: readonly Lesson[] = [
  whyAToken,
  threeParts,
  anyoneCanRead,
  signingIn,
  makeYourselfAdmin,
  twoKindsOfKeys,
  leakedSecret,
  carelessServer,
  decodeOnly,
  keyOfOnesOwn,
  keyConfusion,
  fifteenMinutes,
  refreshAndRotate,
  signingOut,
  whenSecret,
  readingAlong,
]
