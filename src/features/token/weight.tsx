// Shows how large the token is: its characters, the bytes of each segment, and its share of common limits.
import type { ReactNode } from 'react'
import { useSession } from '../../session/react/use-session.ts'
import type { TokenOrigin } from '../../session/text/history.ts'
import type { Token } from '../../core/token/token.ts'
import styles from './token-box.module.css'

/** nginx, Apache and Tomcat refuse a header line with more bytes, roughly; browsers drop a cookie with more than the second number. */
const HEADER_LIMIT = 8190
const COOKIE_LIMIT = 4096
const BEARER = 'Authorization: Bearer '.length

/** The children, buttons for what can be done with the token, come at the end of the line. */
export function Weight({ children }: { readonly children: ReactNode }) {
  const token = useSession((_, derived) => derived.inspection.token)
  const origin = useSession(({ state }) => state.origin)
  if (!token) return null
  const { length } = token.compact
  return (
    <p className={styles.weight}>
      <span data-token-origin={origin}>{ORIGINS[origin]}</span>
      <span>
        {length.toLocaleString('en')} {length === 1 ? 'character' : 'characters'}
        {token.segments.length > 0 &&
          ` in ${token.segments.length} ${token.segments.length === 1 ? 'segment' : 'segments'}: ${bytes(token)} bytes`}
      </span>
      <span>
        {percent((length + BEARER) / HEADER_LIMIT)} of an 8 kB header, {percent(length / COOKIE_LIMIT)} of a 4 kB cookie
      </span>
      {children}
    </p>
  )
}

const ORIGINS: Readonly<Record<TokenOrigin, string>> = {
  typed: 'Typed or pasted by you',
  file: 'From your file',
  link: 'From the link that opened this page',
  sample: 'A sample',
  token: 'From inside another token',
}

function bytes(token: Token): string {
  return token.segments
    .slice(0, 6)
    .map(({ decoding }) => decoding.bytes.length.toLocaleString('en'))
    .join(' + ')
}

function percent(share: number): string {
  return share >= 10 ? `${Math.round(share).toLocaleString('en')} times` : `${Math.max(1, Math.round(share * 100))}%`
}
