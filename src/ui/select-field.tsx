// A labeled choice among a few named values.

interface SelectFieldProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly name: string }[]
  onValue(value: T): void
  readonly className: string | undefined
}

export function SelectField<T extends string>({ label, value, options, onValue, className }: SelectFieldProps<T>) {
  return (
    <label className={className}>
      {label}
      <select value={value} onChange={(event) => onValue(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
}
