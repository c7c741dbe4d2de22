import { describe, expect, it } from 'vitest'
import { claimMeaning, CLAIMS } from './claims.ts'
import { COMMON_CLAIMS, COMMON_HEADER_PARAMETERS, commonClaimMeaning } from './names/common.ts'
import { HEADER_PARAMETERS, headerParameterMeaning } from './header-parameters.ts'
import { VENDORS, vendorOf } from './vendors/index.ts'

describe('the registries', () => {
  it('say what the registered claims and parameters mean', () => {
    expect(claimMeaning('iss')?.meaning).toBe('issuer')
    expect(claimMeaning('sub')?.meaning).toBe('subject')
    expect(claimMeaning('aud')?.meaning).toBe('audience')
    expect(claimMeaning('may_act')?.reference).toBe('RFC 8693 section 4.4')
    expect(headerParameterMeaning('kid')?.meaning).toBe('key to look up')
    expect(headerParameterMeaning('ppt')?.reference).toBe('RFC 8225 section 8.1')
  })

  it('have a complete row for every name, and each name once', () => {
    for (const table of [CLAIMS, HEADER_PARAMETERS, ...[...VENDORS.values()].map(({ claims }) => claims)]) {
      for (const [name, row] of table) {
        expect(row.name).toBe(name)
        expect(name).not.toBe('')
        expect(row.meaning).not.toBe('')
        expect(row.reference).not.toBe('')
        expect(row.meaning.length).toBeLessThan(75)
      }
    }
  })

  it('have no entry for unregistered names, nor for what every object inherits', () => {
    for (const name of ['Exp', 'constructor', '__proto__', 'toString', '']) {
      expect(claimMeaning(name)).toBeUndefined()
      expect(headerParameterMeaning(name)).toBeUndefined()
      expect(commonClaimMeaning(name)).toBeUndefined()
    }
  })

  it('have the common names in a small table, which is part of the full one', () => {
    for (const name of COMMON_CLAIMS.keys()) expect(CLAIMS.has(name)).toBe(true)
    for (const name of COMMON_HEADER_PARAMETERS.keys()) expect(HEADER_PARAMETERS.has(name)).toBe(true)
  })

  it('say what a known issuer means by its own claims', () => {
    const entra = 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0'
    expect(claimMeaning('tid', entra)?.meaning).toBe('tenant')
    expect(claimMeaning('tid')).toBeUndefined()
    expect(claimMeaning('exp', entra)?.meaning).toBe('expires')
    expect(claimMeaning('repository', 'https://token.actions.githubusercontent.com')?.meaning).toBe('repository')
    expect(claimMeaning('sub', 'https://accounts.google.com.evil.example')?.meaning).toBe('subject')
  })

  it('recognize the product by its issuer', () => {
    const issuers: Record<string, string> = {
      'https://sts.windows.net/x/': 'entra',
      'https://contoso.b2clogin.com/tid/v2.0/': 'entra',
      'accounts.google.com': 'google',
      'https://securetoken.google.com/my-project': 'firebase',
      'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc': 'cognito',
      'https://dev-1.eu.auth0.com/': 'auth0',
      'https://dev-1.okta.com/oauth2/default': 'okta',
      'https://sso.example.com/auth/realms/main': 'keycloak',
      'https://appleid.apple.com': 'apple',
      'https://gitlab.com': 'gitlab',
      'kubernetes/serviceaccount': 'kubernetes',
      'https://abc.supabase.co/auth/v1': 'supabase',
    }
    for (const [issuer, vendor] of Object.entries(issuers)) expect(vendorOf(issuer)).toBe(vendor)
    for (const issuer of ['https://evil.example/accounts.google.com', 'https://auth0.com.evil.example/', 'fernando', '']) {
      expect(vendorOf(issuer)).toBeUndefined()
    }
  })
})
