// The type of the ids named by a registry's own entries.

/** Never where some entry's id is any text: it lacks `as const satisfies`, and a renamed id would pass unnoticed. */
export type Known<Id extends string> = string extends Id ? never : Id
