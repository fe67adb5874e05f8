/** Says that the first screen has been painted: what lies below it is then laid out too. */
export function sayPainted(): void {
  requestAnimationFrame(() => setTimeout(() => document.documentElement.classList.add('painted')));
}
