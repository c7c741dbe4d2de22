// A JWT that nothing marks as a special type.
import { profile } from '../profile/requirement.ts'

export const plainJwt = profile({
  id: 'plain-jwt',
  name: 'JWT',
  purpose: 'other',
  sources: ['RFC 7519'],
  recognize: ({ claims, token }) => ({
    certain: false,
    because: claims
      ? 'nothing marks it as a special type'
      : token.object?.kind === 'jwe'
        ? "it is encrypted, and its content can't be read"
        : "its payload isn't a JSON object",
  }),
})
