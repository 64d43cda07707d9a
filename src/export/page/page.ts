import cytoscape from 'cytoscape';

const stage = document.getElementById('stage');
if (stage !== null) cytoscape({ container: stage });
