/** Says that the first screen has been painted: what lies below it is then laid out too. */

requestAnimationFrame(() => setTimeout(() => document.documentElement.classList.add('painted')));
