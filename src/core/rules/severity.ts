// The severity of a finding or an unmet requirement.

/** error: a verifier must refuse it, or anyone can forge it. warning: a SHOULD is broken or an attack is near. info: a fact to know. */
export type Severity = 'error' | 'warning' | 'info'
