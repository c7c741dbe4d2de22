// The payments that the payroll API has on its books.

export interface PaymentOrder {
  readonly to: string
  readonly amount: number
}

export interface Payment extends PaymentOrder {
  readonly id: number
}

export interface Payments {
  all(): readonly Payment[]
  add(order: PaymentOrder): Payment
}

/** Books with two payments on them. */
export function createPayments(): Payments {
  const rows: Payment[] = [
    { id: 1, to: 'fernando', amount: 2150 },
    { id: 2, to: 'grace', amount: 2480 },
  ]
  return {
    all: () => [...rows],
    add: ({ to, amount }) => {
      const payment = { id: rows.length + 1, to, amount }
      rows.push(payment)
      return payment
    },
  }
}

/** A payment order from a request body, or undefined if it isn't one. */
export function readPayment(body: Record<string, unknown> | undefined): PaymentOrder | undefined {
  const { to, amount } = body ?? {}
  if (typeof to !== 'string' || to.trim() === '' || typeof amount !== 'number' || !Number.isFinite(amount) || amount <= 0) return undefined
  return { to, amount }
}
