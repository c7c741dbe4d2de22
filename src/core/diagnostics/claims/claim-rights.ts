// Rules about what the bearer may do and as whom, and about claims that contradict each other.
import { textOf } from '../../text/json.ts'
import { vendorOf } from '../../registries/vendors/index.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { replaceValue } from '../rule/fixes.ts'
import { atClaim, claim, inPayload, memberOf, payloadObject } from '../rule/payload.ts'
import { shown } from '../rule/shown.ts'

const MIGHTY = /^(?:admin|administrator|root|service_role|superuser|superadmin|super_admin|owner)$/i

export const claimRights = [
  {
    id: 'scope-type',
    severity: 'warning',
    source: [source('RFC 8693 section 4.2'), source('RFC 9068 section 2.2.3')],
    message: ({ problem }) => `${problem}; in RFC 9068 it is one string with spaces between scopes.`,
    why: 'A resource server that splits at spaces finds no scope, or one that was never granted.',
    fix: 'Put the scopes in one string with spaces between them.',
    *hits(context) {
      const scope = claim(context, 'scope')
      if (!scope) return
      const { value } = scope
      const place = inPayload(value)
      if (value.type === 'array') {
        const all = value.items.flatMap((item) => (item.type === 'string' ? [item.value] : []))
        const whole = all.length === value.items.length && all.every((each) => !/\s/.test(each))
        yield {
          place,
          args: { problem: '`scope` is a list' },
          ...(whole && { fix: replaceValue(scope, JSON.stringify(all.join(' ')), 'Join with spaces') }),
        }
      } else if (value.type !== 'string') yield { place, args: { problem: '`scope` is not a string' } }
      else if (value.value.includes(',') && !value.value.includes(' ')) {
        yield {
          place,
          args: { problem: '`scope` is separated by commas' },
          fix: replaceValue(
            scope,
            JSON.stringify(
              value.value
                .split(',')
                .map((each) => each.trim())
                .join(' '),
            ),
            'Separate with spaces',
          ),
        }
      } else if (claim(context, 'scp')) yield { place, args: { problem: 'Both `scope` and `scp` are present' } }
    },
  },
  {
    id: 'scope-wildcard',
    severity: 'warning',
    source: [source('RFC 9700 section 2.3')],
    message: ({ scope }) => `The scope is \`${scope}\`: anyone who has the token may do everything.`,
    why: 'A stolen token can do everything its scope allows.',
    fix: 'Request the narrowest scope that does the job.',
    *hits(context) {
      for (const name of ['scope', 'scp']) {
        const value = claim(context, name)?.value
        const all =
          value?.type === 'array' ? value.items.map((item) => textOf(item) ?? '') : (textOf(value) ?? '').slice(0, 4000).split(/\s+/)
        const [scope, ...more] = all
        if (!value || scope === undefined || more.length > 0) continue
        if (/^(?:\*|\*:\*|admin|root|all|(?:https?:\/\/\S+)?\/?\.default)$/i.test(scope))
          yield { place: inPayload(value), args: { scope: shown(scope) } }
      }
    },
  },
  {
    id: 'email-unverified',
    severity: 'warning',
    source: [source('OpenID Connect Core section 5.7')],
    message: ({ problem }) => problem as string,
    why: 'Anyone who registers someone else’s address becomes that person wherever accounts are matched by e-mail.',
    fix: 'Identify people by `iss` and `sub`, and use the address only after it is verified.',
    *hits(context) {
      const email = claim(context, 'email')
      if (email?.value.type !== 'string' || email.value.value === '') return
      const verified = claim(context, 'email_verified')?.value
      if (verified?.type === 'false') yield { place: inPayload(email.value), args: { problem: 'The e-mail address is not verified.' } }
      else if (!verified && textOf(claim(context, 'sub')?.value)?.toLowerCase() === email.value.value.toLowerCase()) {
        yield {
          place: inPayload(email.value),
          args: { problem: 'The e-mail address identifies the person, but nothing says that it was verified.' },
        }
      }
    },
  },
  {
    id: 'admin-flag',
    severity: 'info',
    source: [source('RFC 8725 section 3.10')],
    message: ({ name, value }) => `\`${name}\` is \`${value}\`: anyone who has this token has these rights.`,
    why: 'These rights cannot be withdrawn before the token expires.',
    fix: 'Keep such tokens short-lived, and check the right again where it is used.',
    *hits(context) {
      for (const { name, value } of payloadObject(context)?.members ?? []) {
        if (name.length > 40) continue
        if (value.type === 'true' && /^(?:is_?)?(?:admin|administrator|superuser|super_?admin|root|staff)$/i.test(name)) {
          yield { place: inPayload(value), args: { name: shown(name), value: 'true' } }
        } else if (/^(?:user_?)?roles?$/i.test(name)) {
          const items = value.type === 'array' ? value.items : [value]
          const mighty = items.find((item) => item.type === 'string' && MIGHTY.test(item.value))
          if (mighty?.type === 'string') yield { place: inPayload(mighty), args: { name: shown(name), value: shown(mighty.value) } }
        }
      }
    },
  },
  {
    id: 'cnf-present',
    severity: 'info',
    source: [source('RFC 7800 section 3'), source('RFC 9449 section 6'), source('RFC 8705 section 3')],
    message: ({ kind }) => `Bound to ${kind}: useless without that key.`,
    why: 'The server must require the proof. One that accepts it as a plain bearer token loses the protection.',
    fix: 'Check the proof together with this token.',
    *hits(context) {
      const cnf = claim(context, 'cnf')
      if (cnf?.value.type !== 'object') return
      const has = (name: string) => memberOf(cnf.value.type === 'object' ? cnf.value : undefined, name) !== undefined
      const kind = has('jkt')
        ? 'a DPoP key'
        : has('x5t#S256')
          ? 'a client certificate'
          : has('jwk')
            ? 'a public key'
            : has('kid')
              ? 'a key named by its `kid`'
              : has('jku')
                ? 'a key at a URL'
                : 'a key'
      yield { place: inPayload(cnf.value), args: { kind } }
    },
  },
  {
    id: 'act-chain',
    severity: 'info',
    source: [source('RFC 8693 section 4.1'), source('RFC 8693 section 4.4')],
    message: ({ name, chain, subject }) => (name === 'act' ? `${chain} acts for \`${subject}\`.` : `${chain} may act for \`${subject}\`.`),
    why: 'The subject did not make the request themselves. Only the outermost actor counts for access; the others are history.',
    fix: 'Decide whether this actor may do this for that subject.',
    *hits(context) {
      for (const name of ['act', 'may_act']) {
        const value = claim(context, name)?.value
        if (value?.type !== 'object') continue
        const chain: string[] = []
        for (let at: typeof value | undefined = value; at && chain.length < 5;) {
          chain.push(`\`${shown(textOf(memberOf(at, 'sub')?.value) ?? textOf(memberOf(at, 'client_id')?.value) ?? '?', 50)}\``)
          const next: typeof value | undefined = memberOf(at, 'act')?.value as typeof value | undefined
          at = next?.type === 'object' ? next : undefined
        }
        yield {
          place: inPayload(value),
          args: { name, chain: chain.join(', after '), subject: shown(textOf(claim(context, 'sub')?.value) ?? '?', 50) },
        }
      }
    },
  },
  {
    id: 'claim-conflict',
    severity: 'warning',
    source: [source('OpenID Connect Core section 3.1.3.7')],
    message: ({ problem }) => problem as string,
    why: 'Two claims that should agree do not, and readers differ in which one they use.',
    fix: 'Ask the issuer. Until then, reject the token.',
    *hits(context) {
      const value = (name: string) => textOf(claim(context, name)?.value)
      const [iss, tid, aud, azp, client] = [value('iss'), value('tid'), value('aud'), value('azp'), value('client_id')]
      const vendor = iss === undefined ? undefined : vendorOf(iss)
      if (
        vendor === 'entra' &&
        tid &&
        iss &&
        /^https:\/\/(?:sts\.windows\.net|login\.microsoftonline\.com)\//.test(iss) &&
        !iss.toLowerCase().includes(tid.toLowerCase())
      ) {
        yield { ...atClaim(context, 'tid'), args: { problem: '`tid` is not the tenant in `iss`.' } }
      }
      // With Google, azp can be the Android client while aud is the web client, as its documentation says.
      if (context.profile?.purpose === 'id' && azp !== undefined && aud !== undefined && azp !== aud && vendor !== 'google') {
        yield { ...atClaim(context, 'azp'), args: { problem: '`azp` is not the audience, and there is only one.' } }
      }
      if (azp !== undefined && client !== undefined && azp !== client) {
        yield { ...atClaim(context, 'client_id'), args: { problem: '`client_id` and `azp` name different clients.' } }
      }
    },
  },
] as const satisfies readonly Diagnostic[]
