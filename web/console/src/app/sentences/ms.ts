export { default as alerts } from '../../../../../locales/ms/alerts.json';
export { default as console } from '../../../../../locales/ms/console.json';
export { default as officer_question } from '../../../../../locales/ms/officer_question.json';
export { default as taxonomy } from '../../../../../locales/ms/taxonomy.json';
export { default as traits } from '../../../../../locales/ms/traits.json';
