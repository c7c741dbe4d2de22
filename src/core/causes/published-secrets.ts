// Secrets that everybody knows, because a tutorial, a default configuration or a specification printed them.
import { HMAC_ONLY, type Cause } from './cause.ts'
import { secretAttempt } from './secret-encoding.ts'
import { utf8 } from './material.ts'

/** Words first, then what documents print, then what people type. */
export const PUBLISHED_SECRETS: readonly string[] = [
  '', 'secret', 'your-256-bit-secret', 'your-384-bit-secret', 'your-512-bit-secret', 'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-384-bits-long', 'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
  'secretkey', 'secret_key', 'secret-key', 'secretKey', 'SECRET', 'SECRET_KEY', 'Secret', 'mysecret', 'my-secret', 'my_secret', 'mySecret', 'MySecret',
  'mysecretkey', 'my-secret-key', 'my_secret_key', 'mySecretKey', 'supersecret', 'super-secret', 'super_secret', 'superSecret', 'supersecretkey',
  'topsecret', 'top-secret', 'verysecret', 'verysecretkey', 'shhhhh', 'shhhhhhared-secret', 'shhhhhhh', 'jwt', 'jwtsecret', 'jwt-secret', 'jwt_secret',
  'jwtSecret', 'JWT_SECRET', 'jwt_secret_key', 'jwtSecretKey', 'jwtkey', 'jwt-key', 'your-secret', 'your_secret', 'your-secret-key', 'your_secret_key',
  'yoursecret', 'yoursecretkey', 'your_jwt_secret', 'your-jwt-secret', 'change-me', 'changeme', 'change_me', 'changeit', 'CHANGE_ME', 'changethis',
  'replace-me', 'default', 'example', 'example_key', 'example-secret', 'test', 'test-secret', 'test_secret', 'testsecret', 'testing', 'testkey', 'test-key',
  'key', 'mykey', 'my-key', 'privatekey', 'private-key', 'private_key', 'password', 'Password1', 'passw0rd', 'p@ssw0rd', 'P@ssw0rd', 'password123',
  'admin', 'admin123', 'root', 'token', 'tokensecret', 'access_token_secret', 'refresh_token_secret', 'ACCESS_TOKEN_SECRET', 'auth', 'authsecret',
  'hello', 'helloworld', 'hello world', 'foo', 'bar', 'foobar', 'baz', 'abc', 'abc123', 'abcdef', 'qwerty', 'asdf', 'dev', 'development', 'dev-secret',
  'production', 'local', 'localhost', 'demo', 'sample', 'temp', 'none', 'null', 'undefined', 'false', 'true', '0', '1', '123', '1234', '12345', '123456',
  '1234567', '12345678', '123456789', '1234567890', '0123456789', '12345678901234567890123456789012', '01234567890123456789012345678901',
  '00000000000000000000000000000000', 'keyboard cat', 'keyboardcat', 'cat', 'hunter2', 'letmein', 's3cr3t', 's3cret', 'sup3rs3cr3t', 'node-jwt', 'nodejs',
  'express', 'laravel', 'symfony', 'spring', 'springboot', 'django-insecure', 'flask', 'gateway', 'server', 'client', 'app', 'application', 'api', 'apikey',
  'api-key', 'shared-secret', 'sharedsecret', 'shared_secret', 'thisisasecret', 'this-is-a-secret', 'this is a secret', 'ThisIsASecret', 'thisismysecret',
  'thisisthesecret', 'this_is_my_secret_key', 'thisIsASecretKey', 'A secret API example', 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
  'hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg', 'qwertyuiopasdfghjklzxcvbnm123456', 'mnbvcxzlkjhgfdsapoiuytrewq1234567890', 'GQDstcKsx0NHjPOuXOYg5MbeJ1XT0uFiwDVvVBrk',
  'super-secret-jwt-token-with-at-least-32-characters-long', 'gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr9C', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'eShVmYq3t6w9z$C&F)J@NcRfUjWnZr4u',
]

/** Loaded and tried only when asked for: a thousand trials that are rarely of use. Works without a key, too. */
export const publishedSecret: Cause = {
  id: 'secret-published',
  dimension: 'button',
  families: HMAC_ONLY,
  attack: true,
  tried: 'secrets that everybody knows',
  explain: ({ secret }) => ({
    clause: secret === '' ? 'the secret were empty: anyone can make such a token' : `the secret were “${String(secret)}”, which everybody knows: anyone can make such a token`,
    fix: 'Refuse it, and replace that secret by 32 random bytes wherever it is in use.',
  }),
  *tries(material) {
    for (const secret of PUBLISHED_SECRETS) yield { ...secretAttempt(material, utf8(secret), { secret }, { shown: [material.keyText, secret] }), fix: undefined }
  },
}
