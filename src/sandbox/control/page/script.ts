// What the status page does beyond HTML: keeps the tables fresh, searches while one types, remembers light or dark. The
// page is whole without it.

/** Before the first paint, so that a chosen theme does not flash. */
export const themeScript = `
const theme=localStorage.getItem('theme');
if(theme)document.documentElement.dataset.theme=theme;
`;

export const pageScript = `
const root=document.documentElement;
const toggle=document.getElementById('theme');
const isDark=()=>(root.dataset.theme??(matchMedia('(prefers-color-scheme:dark)').matches?'dark':'light'))==='dark';
const name=()=>{toggle.textContent=isDark()?'Light':'Dark'};
toggle.hidden=false;
name();
toggle.addEventListener('click',()=>{
  root.dataset.theme=isDark()?'light':'dark';
  localStorage.setItem('theme',root.dataset.theme);
  name();
});
const live=document.getElementById('live');
const state=document.getElementById('state');
if(live){
  let source,waiting;
  // Whoever is inside with the keyboard keeps the place: what is new comes when they leave.
  const held=()=>live.contains(document.activeElement)&&!document.activeElement.matches('.table');
  const show=()=>{
    if(waiting===undefined)return;
    if(held()){state.textContent='Something is new: it is shown when you leave the table';return}
    live.innerHTML=waiting;
    waiting=undefined;
    state.textContent='Live';
  };
  const listen=()=>{
    source?.close();
    source=new EventSource('/live?path='+encodeURIComponent(location.pathname+location.search));
    source.addEventListener('open',()=>{state.textContent='Live'});
    source.addEventListener('error',()=>{state.textContent='Not connected'});
    source.addEventListener('live',(event)=>{waiting=JSON.parse(event.data);show()});
  };
  live.addEventListener('focusout',()=>setTimeout(show));
  listen();
  const search=document.querySelector('form[role=search]');
  let timer;
  search?.addEventListener('input',()=>{
    clearTimeout(timer);
    timer=setTimeout(()=>{
      const q=new FormData(search).get('q');
      history.replaceState(null,'',location.pathname+(q?'?q='+encodeURIComponent(q):''));
      listen();
    },200);
  });
}
`;
