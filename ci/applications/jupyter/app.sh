# Jupyter Notebook with a password, which is all that it asks for.
packages='jupyter-notebook'
user=ada

start() {
	mkdir -p "$work/jupyter/home" "$work/jupyter/notes"
	port=$(free_port)
	hash=$(PASSWORD=$password /usr/bin/python3 -c 'import os; from notebook.auth import passwd; print(passwd(os.environ["PASSWORD"]))')
	background jupyter env HOME="$work/jupyter/home" JUPYTER_RUNTIME_DIR="$work/jupyter/run" \
		JUPYTER_CONFIG_DIR="$work/jupyter/config" JUPYTER_DATA_DIR="$work/jupyter/data" IPYTHONDIR="$work/jupyter/ipython" \
		jupyter-notebook --no-browser --allow-root --ip=127.0.0.1 --port="$port" --port-retries=0 \
		--NotebookApp.password="$hash" --notebook-dir="$work/jupyter/notes"
	url=http://127.0.0.1:$port/
	await "$url"
}
