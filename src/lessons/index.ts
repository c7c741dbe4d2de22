// The curriculum: the lessons in their order.
import type { Lesson } from './lesson.ts'
import { threeParts } from './three-parts.ts'
import { anyoneCanRead } from './anyone-can-read.ts'
import { signingIn } from './signing-in.ts'
import { makeYourselfAdmin } from './make-yourself-admin.ts'
import { carelessServer } from './careless-server.ts'
import { leakedSecret } from './leaked-secret.ts'
import { fifteenMinutes } from './fifteen-minutes.ts'
import { refreshAndRotate } from './refresh-and-rotate.ts'
import { signingOut } from './signing-out.ts'
import { whenSecret } from './when-it-must-be-secret.ts'

export const LESSONS: readonly Lesson[] = [
  threeParts,
  anyoneCanRead,
  signingIn,
  makeYourselfAdmin,
  carelessServer,
  leakedSecret,
  fifteenMinutes,
  refreshAndRotate,
  signingOut,
  whenSecret,
]
