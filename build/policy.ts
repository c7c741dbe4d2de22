// Defines the page's policy and headers, which the meta element, the preview server, public/_headers and the service worker repeat.
import documentationHosts from './documentation-hosts.json' with { type: 'json' }

/**
 * The policy of the page that has the token: no network at all (`connect-src 'none'`), only scripts of its own origin, Trusted Types.
 * `frame-src 'self'` is for the sealed fetcher. Content Security Policy Level 3; Trusted Types.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app',
].join('; ')

const givenUp = [
  'accelerometer',
  'ambient-light-sensor',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'web-share',
  'xr-spatial-tracking',
]

/**
 * Headers that a host (or the service worker) may add to each response. `frame-ancestors` does nothing in a meta element, so it is here.
 * Header names to values; a test checks that public/_headers has the same.
 */
export const responseHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': givenUp.map((feature) => `${feature}=()`).join(', '),
  // Without the documentation's hosts, a click on a link to a specification would end at an error page (tried in Chromium 156).
  'Connection-Allowlist': `(response-origin ${documentationHosts.map((host) => `"${host}/*"`).join(' ')})`,
}
