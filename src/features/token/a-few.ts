// The most tokens of one paste that are shown as buttons; more get a table.
export const A_FEW = 3
