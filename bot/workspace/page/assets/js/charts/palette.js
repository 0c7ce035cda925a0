// The colours of series and slices, told apart in light and dark and with colour blindness.

export const colour = (at) => `var(--series-${(at % 6) + 1})`;
