// How many tokens of one paste are told apart at a glance; of more, a table under the box tells more than their characters.
export const A_FEW = 3
