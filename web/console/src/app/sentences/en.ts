export { default as alerts } from '../../../../../locales/en/alerts.json';
export { default as console } from '../../../../../locales/en/console.json';
export { default as officer_question } from '../../../../../locales/en/officer_question.json';
export { default as taxonomy } from '../../../../../locales/en/taxonomy.json';
export { default as traits } from '../../../../../locales/en/traits.json';
