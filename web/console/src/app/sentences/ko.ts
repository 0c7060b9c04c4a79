export { default as alerts } from '../../../../../locales/ko/alerts.json';
export { default as console } from '../../../../../locales/ko/console.json';
export { default as officer_question } from '../../../../../locales/ko/officer_question.json';
export { default as taxonomy } from '../../../../../locales/ko/taxonomy.json';
export { default as traits } from '../../../../../locales/ko/traits.json';
