// Recognizes claim names that usually hold a password, a PIN or a password hash.

/** The last word of a name: `user_password`, `userPassword` and `user-password` have two. */
function lastWord(name: string): string {
  return (
    name.length > 80
      ? ''
      : (name
          .replace(/([a-z])([A-Z])/g, '$1_$2')
          .split(/[^A-Za-z0-9]+/)
          .pop() ?? '')
  ).toLowerCase()
}

/** True for the usual names of passwords, passphrases, PINs and client secrets. */
export function isPasswordName(name: string): boolean {
  return /^(?:pass|passwd|password|passphrase|pwd|pin|pincode|secret|otp|\w{0,20}password|clientsecret)$/.test(lastWord(name))
}

/** True for those whose secret is a few digits. */
export function isPinName(name: string): boolean {
  return /^(?:pin|pincode|otp)$/.test(lastWord(name))
}

/** True for the usual names of password hashes. */
export function isPasswordHashName(name: string): boolean {
  return name.length < 80 && /pass(?:word|wd)?_?-?(?:hash|digest|md5|sha)|pw_?(?:hash|d_?hash)|hashed_?pass/i.test(name)
}
