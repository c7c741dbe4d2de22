// Names under which passwords travel, and what is made of them.

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

/** A password, a passphrase, a PIN or a client's secret goes by such a name. */
export function isPasswordName(name: string): boolean {
  return /^(?:pass|passwd|password|passphrase|pwd|pin|pincode|secret|otp|\w{0,20}password|clientsecret)$/.test(lastWord(name))
}

/** Of those the ones whose secret is a few digits. */
export function isPinName(name: string): boolean {
  return /^(?:pin|pincode|otp)$/.test(lastWord(name))
}

/** A password's hash goes by such a name. */
export function isPasswordHashName(name: string): boolean {
  return name.length < 80 && /pass(?:word|wd)?_?-?(?:hash|digest|md5|sha)|pw_?(?:hash|d_?hash)|hashed_?pass/i.test(name)
}
