// A number that is dragged between two ends, with the named places on the way.
import { useId, type CSSProperties } from 'react'
import type { Item } from '../../lessons/lesson.ts'
import styles from './slider-view.module.css'

interface SliderViewProps {
  readonly item: Extract<Item, { kind: 'slider' }>
  readonly spotted: boolean
}

export function SliderView({ item, spotted }: SliderViewProps) {
  const id = useId()
  const { name, from, to, step, value, text, marks } = item
  const share = (at: number): CSSProperties => ({ insetInlineStart: `${((at - from) / (to - from)) * 100}%` })
  return (
    <div className={styles.slider} data-spot={spotted || undefined}>
      <label htmlFor={id}>{name}</label> <output htmlFor={id}>{text}</output>
      <div className={styles.track}>
        <input
          id={id}
          type="range"
          min={from}
          max={to}
          step={step}
          value={value}
          aria-valuetext={text}
          onInput={(event) => void item.slide(event.currentTarget.valueAsNumber)}
        />
        <ul aria-label={`Places on ${name}`}>
          {marks.map((mark) => (
            <li key={mark.label} style={share(mark.at)} data-passed={value >= mark.at}>
              {mark.label}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
