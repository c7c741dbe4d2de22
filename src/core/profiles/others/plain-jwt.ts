// Any JWT that nothing tells more about.
import { profile } from '../profile/requirement.ts'

export const plainJwt = profile({
  id: 'plain-jwt',
  name: 'JWT',
  purpose: 'other',
  sources: ['RFC 7519'],
  recognise: ({ claims, token }) => ({
    certain: false,
    because: claims
      ? 'nothing in it says more'
      : token.object?.kind === 'jwe'
        ? 'it is encrypted, and what is inside cannot be seen'
        : 'its payload is no JSON object',
  }),
})
